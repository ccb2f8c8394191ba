// Half of the views, the second, fourth, sixth …: two files are run beside each other.
import { testViews } from '../support/page-harness/view-tests.ts';

testViews(1, 2);

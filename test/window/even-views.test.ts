// Half of the views, the first, third, fifth …: two files are run beside each other.
import { testViews } from '../support/page-harness/view-tests.ts';

testViews(0, 2);

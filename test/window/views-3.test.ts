// Every third of the views: the suite's files are run beside each other.
import { testViews } from '../support/page-harness/view-tests.ts';

testViews(2, 3);

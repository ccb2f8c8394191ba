// npm run bench:marks: a long text with many marks against the bare text. See test/bench/marks.
import { runTestTool } from './test-tool.mjs';

await runTestTool('bench-marks.js');

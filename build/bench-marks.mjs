// npm run bench:marks: compares a long text with many marks with the bare text. See test/bench/marks.
import { runTestTool } from './test-tool.mjs';

await runTestTool('bench-marks.js');

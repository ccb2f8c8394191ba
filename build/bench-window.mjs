// npm run bench:window: the window's first paint against a bare window's. See test/bench/window.
import { runTestTool } from './test-tool.mjs';

await runTestTool('bench-window.js');

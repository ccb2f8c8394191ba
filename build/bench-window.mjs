// npm run bench:window: compares the window's first paint with a bare window's. See test/bench/window.
import { runTestTool } from './test-tool.mjs';

await runTestTool('bench-window.js');

// npm run chaos: makes what the app depends on fail and come back at random while a simulated user clicks. See
// test/support/chaos.
import { runTestTool } from './test-tool.mjs';

await runTestTool('chaos.js');

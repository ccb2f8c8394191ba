// npm run chaos: what is around the app fails and comes back at random while somebody clicks. See test/support/chaos.
import { runTestTool } from './test-tool.mjs';

await runTestTool('chaos.js');

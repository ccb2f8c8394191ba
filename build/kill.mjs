// npm run kill: kills the app of the unpacked deb (SIGKILL) at random moments around refresh and store. See test/support/kill.
import { runTestTool } from './test-tool.mjs';

await runTestTool('kill.js', { packed: true });

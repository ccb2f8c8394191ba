// npm run kill: kills the app of the unpacked deb (SIGKILL) at random moments around a refresh and the write that
// follows it. See test/support/kill.
import { runTestTool } from './test-tool.mjs';

await runTestTool('kill.js', { packed: true });

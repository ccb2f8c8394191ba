// npm run gallery: a picture of every screen and state in every look, as out/gallery/index.html. See test/support/gallery.
import { runTestTool } from './test-tool.mjs';

await runTestTool('gallery.js');

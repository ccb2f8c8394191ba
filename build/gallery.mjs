// npm run gallery: takes a picture of every screen and state in every theme and writes them to out/gallery/index.html.
// See test/support/gallery.
import { runTestTool } from './test-tool.mjs';

await runTestTool('gallery.js');

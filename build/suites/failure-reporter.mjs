// A reporter for Vitest: writes each failure into a file as it happens, so that a run that is cut off still reports it.
import { appendFileSync } from 'node:fs';

/** The environment variable that holds the path of the file of failures. */
export const FAILURES_FILE = 'NERD_TRAY_TEST_FAILURES';

export default class FailureReporter {
  /** @param {import('vitest/node').TestCase} testCase */
  onTestCaseResult(testCase) {
    const { state, errors } = testCase.result();
    if (state !== 'failed') return;
    const why = (errors ?? []).map(({ message }) => `    ${message.split('\n', 1)[0]}`);
    this.#write([`✗ ${testCase.module.relativeModuleId} > ${testCase.fullName}`, ...why]);
  }

  /** @param {import('vitest/node').TestModule} testModule */
  onTestModuleEnd(testModule) {
    const why = testModule.errors().map(({ message }) => `    ${message.split('\n', 1)[0]}`);
    if (why.length > 0) this.#write([`✗ ${testModule.relativeModuleId} outside of its tests`, ...why]);
  }

  /** @param {readonly string[]} lines */
  #write(lines) {
    const file = process.env[FAILURES_FILE];
    if (file !== undefined) appendFileSync(file, `${lines.join('\n')}\n`);
  }
}

import { describe, expect, test } from 'vitest';
import { lastLine, ofJunit, ofPlaywright, ofVitest, sum } from '../../../scripts/tally.mjs';

describe('The tally of the tests', () => {
  test('takes passed, failed and skipped tests from the report of Vitest', () => {
    const report = {
      numPassedTests: 7,
      numFailedTests: 2,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [],
    };
    expect(ofVitest(report)).toEqual({ passed: 7, failed: 2, skipped: 2, flaky: 0 });
  });

  test('counts a file that fails before its first test as one failure', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    expect(ofVitest({ numPassedTests: 7, numFailedTests: 0, testResults }).failed).toBe(1);
  });

  test('counts a test that passed when tried again as passed', () => {
    const stats = { expected: 5, unexpected: 1, skipped: 2, flaky: 1 };
    expect(ofPlaywright({ stats })).toEqual({ passed: 6, failed: 1, skipped: 2, flaky: 1 });
  });

  test('counts an error outside any test as a failure', () => {
    const stats = { expected: 0, unexpected: 0, skipped: 0, flaky: 0 };
    expect(ofPlaywright({ stats, errors: [{}] }).failed).toBe(1);
  });

  test('takes pytest’s errors for failures, and what it passed over for neither', () => {
    const suite = (numbers: string) => `<testsuite name="pytest" ${numbers} time="1.2">`;
    const xml = `<?xml version="1.0"?><testsuites>${suite('errors="1" failures="2" skipped="3" tests="10"')}
      <testcase classname="a" name="tests" /></testsuite></testsuites>`;
    expect(ofJunit(xml)).toEqual({ passed: 4, failed: 3, skipped: 3, flaky: 0 });
    expect(ofJunit('')).toEqual({ passed: 0, failed: 0, skipped: 0, flaky: 0 });
  });

  test('adds up suites and ends in one plain line', () => {
    const total = sum([
      { passed: 3, failed: 0, skipped: 0, flaky: 0 },
      { passed: 4, failed: 1, skipped: 2, flaky: 1 },
    ]);
    expect(lastLine(total)).toBe('7 passed, 1 failed');
  });
});

// Reads how many tests ran, and how they ended, from the reports of Vitest, Playwright and pytest.

/** @typedef {{ passed: number, failed: number, skipped: number, flaky: number }} Tally */

/** @type {Tally} */
export const none = { passed: 0, failed: 0, skipped: 0, flaky: 0 };

/** @param {Tally[]} tallies @returns {Tally} */
export function sum(tallies) {
  const total = { ...none };
  for (const tally of tallies) for (const key of Object.keys(total)) total[key] += tally[key];
  return total;
}

/**
 * A file that fails before its first test, as when it cannot be imported, counts as one failure.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests?: number, numTodoTests?: number,
 *   testResults?: { status: string, assertionResults: unknown[] }[] }} report
 * @returns {Tally}
 */
export function ofVitest(report) {
  const broken = (report.testResults ?? []).filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    ...none,
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  };
}

/**
 * A test that passed when tried again counts as passed, and is named flaky beside that.
 * @param {{ stats: { expected: number, unexpected: number, skipped: number, flaky: number }, errors?: unknown[] }} report
 * @returns {Tally}
 */
export function ofPlaywright({ stats, errors = [] }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (stats.unexpected === 0 ? errors.length : 0),
    skipped: stats.skipped,
    flaky: stats.flaky,
  };
}

/**
 * From pytest's JUnit XML: an error, as of a file that cannot be imported, is a failure.
 * @param {string} xml
 * @returns {Tally}
 */
export function ofJunit(xml) {
  const tally = { ...none };
  for (const [suite] of xml.matchAll(/<testsuite\s[^>]*>/g)) {
    const count = (key) => Number(new RegExp(`\\b${key}="(\\d+)"`).exec(suite)?.[1] ?? 0);
    const [failed, skipped] = [count('failures') + count('errors'), count('skipped')];
    tally.passed += count('tests') - failed - skipped;
    tally.failed += failed;
    tally.skipped += skipped;
  }
  return tally;
}

/** The line that ends `npm test`. @param {Tally} tally */
export const lastLine = ({ passed, failed }) => `${passed} passed, ${failed} failed`;

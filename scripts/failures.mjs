// Names the tests that failed, from the reports of Vitest, Playwright and pytest, so that the end of a long run says
// what to look at.

/** @typedef {{ test: string, why: string }} Failure */

const firstLine = (text = '') =>
  text
    .replace(/\x1b\[[\d;]*m/g, '')
    .trim()
    .split('\n', 1)[0];

/**
 * @param {{ testResults?: { name: string, message?: string,
 *   assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[] }} report
 * @returns {Failure[]}
 */
export function failuresOfVitest({ testResults = [] }) {
  return testResults.flatMap(({ name, message, assertionResults }) =>
    assertionResults.length === 0 && message
      ? [{ test: name, why: firstLine(message) }]
      : assertionResults
          .filter(({ status }) => status === 'failed')
          .map(({ fullName, failureMessages }) => ({ test: fullName, why: firstLine(failureMessages[0]) })),
  );
}

/**
 * @typedef {{ title: string, suites?: Suite[],
 *   specs?: { title: string, file: string, line: number,
 *     tests: { status: string, results: { error?: { message?: string } }[] }[] }[] }} Suite
 * @typedef {{ suites?: Suite[], errors?: { message?: string }[] }} PlaywrightReport
 */

/** @param {Suite} suite @param {string} status @returns {Failure[]} */
const ended = ({ specs = [], suites = [] }, status) => [
  ...specs.flatMap(({ title, file, line, tests }) =>
    tests
      .filter((test) => test.status === status)
      .map(({ results }) => ({
        test: `${file}:${line} ${title}`,
        why: firstLine(results.find(({ error }) => error)?.error.message),
      })),
  ),
  ...suites.flatMap((suite) => ended(suite, status)),
];

/** @param {PlaywrightReport} report @returns {Failure[]} */
export const failuresOfPlaywright = ({ suites = [], errors = [] }) => [
  ...suites.flatMap((suite) => ended(suite, 'unexpected')),
  ...errors.map(({ message }) => ({ test: 'outside any test', why: firstLine(message) })),
];

/** Those that passed when tried again. @param {PlaywrightReport} report @returns {Failure[]} */
export const flakyOfPlaywright = ({ suites = [] }) => suites.flatMap((suite) => ended(suite, 'flaky'));

/** From pytest's JUnit XML. @param {string} xml @returns {Failure[]} */
export function failuresOfJunit(xml) {
  const cases = xml.matchAll(
    /<testcase classname="([^"]*)" name="([^"]*)"[^>]*>\s*<(?:failure|error) message="([^"]*)"/g,
  );
  return [...cases].map(([, file, name, message]) => ({
    test: `${file} ${name}`,
    why: firstLine(message.replaceAll('&#10;', '\n')),
  }));
}

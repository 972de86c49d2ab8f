import { describe, expect, test } from 'vitest';
import {
  failuresOfJunit,
  failuresOfPlaywright,
  failuresOfVitest,
  flakyOfPlaywright,
} from '../../../scripts/failures.mjs';

describe('The names of the tests that failed', () => {
  test('come from the report of Vitest, with the first line of the reason', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'a cat purrs', failureMessages: [] },
      {
        status: 'failed',
        fullName: 'a dog barks',
        failureMessages: ['\u001b[31mExpected a bark\nat dog.ts'],
      },
    ];
    const broken = { name: 'cow.test.ts', message: 'No such import', assertionResults: [] };
    expect(failuresOfVitest({ testResults: [{ name: 'pets.test.ts', assertionResults }, broken] })).toEqual([
      { test: 'a dog barks', why: 'Expected a bark' },
      { test: 'cow.test.ts', why: 'No such import' },
    ]);
  });

  test('come from the report of Playwright, however deep they stand; what a second try passed stands apart', () => {
    const spec = (title: string, status: string) => ({
      title,
      file: 'pets.spec.ts',
      line: 7,
      tests: [{ status, results: [{ error: { message: 'Timed out\nCall log' } }, {}] }],
    });
    const inner = {
      title: 'dogs',
      specs: [spec('bark', 'unexpected'), spec('wag', 'flaky'), spec('run', 'expected')],
    };
    const report = {
      suites: [{ title: 'pets', specs: [], suites: [inner] }],
      errors: [{ message: 'No server' }],
    };
    expect(failuresOfPlaywright(report)).toEqual([
      { test: 'pets.spec.ts:7 bark', why: 'Timed out' },
      { test: 'outside any test', why: 'No server' },
    ]);
    expect(flakyOfPlaywright(report)).toEqual([{ test: 'pets.spec.ts:7 wag', why: 'Timed out' }]);
  });

  test('come from the report of pytest', () => {
    const xml = `<testcase classname="pets" name="test_purrs" time="0.1" />
      <testcase classname="pets" name="test_barks" time="0.1"><failure message="assert 1 == 2&#10; more">…</failure>`;
    expect(failuresOfJunit(xml)).toEqual([{ test: 'pets test_barks', why: 'assert 1 == 2' }]);
  });
});

// citation-js comes without types. What the tests use of it.
declare module '@citation-js/core' {
  export class Cite {
    constructor(input: unknown);
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever was read
    data: any[];
  }
}
declare module '@citation-js/plugin-bibtex';

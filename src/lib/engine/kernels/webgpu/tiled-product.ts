/** How a product of matrices [rows, depth] x [depth, columns] is cut up: what one workgroup computes. */
export interface Tiling {
  /** Rows and columns of a tile. */
  rows: number;
  columns: number;
  /** Rows that one thread computes, of four columns each. */
  rowsPerThread: number;
}

/** Threads of a workgroup, as many as every device allows and no more than small tiles can use. */
export const threads = 128;
/** Of the two matrices, so much is read at a time. */
export const depthAtOnce = 16;
/** Fewer workgroups than this leave a graphics processor idle. */
const enoughGroups = 128;

/** Columns of a tile: wide for many, since a tile is read once a row of tiles; narrow for few, since the rest idle. */
const widths = [64, 32, 16, 4];

/**
 * A tiling for a product of this size, as large as keeps the device busy.
 * @param layers products that are computed at once
 */
export function tilingOf(rows: number, columns: number, layers = 1): Tiling {
  const width = widths.find((each) => each <= columns) ?? 4;
  const lanes = threads / (width / 4);
  let rowsPerThread = width === 4 ? 1 : width === 16 ? 4 : 8;
  const groups = () => Math.ceil(rows / (lanes * rowsPerThread)) * Math.ceil(columns / width) * layers;
  while (rowsPerThread > 1 && groups() < enoughGroups) rowsPerThread /= 2;
  return { rows: lanes * rowsPerThread, columns: width, rowsPerThread };
}

/** How a matrix comes into a workgroup's own memory: four numbers at a time that follow each other in this direction. */
export interface Loader {
  along: 'depth' | 'outer';
  /**
   * WGSL of `fn place<Name>(outer : i32) -> vec4<i32>`, which is asked once for each row or column, and
   * `fn read<Name>(place : vec4<i32>, depth : i32) -> vec4<f32>`, asked for the four from there on.
   */
  code: string;
}

/**
 * WGSL of a product of matrices of which each workgroup computes a tile. It needs `uniforms.depth`, and the function
 * `write(row : i32, column : i32, sum : vec4<f32>)` for four neighbouring columns of a result, which must leave out
 * what lies outside. Readers must give zeros there.
 */
export function tiledProduct(
  { rows, columns, rowsPerThread }: Tiling,
  a: Loader,
  b: Loader,
  write: string,
): string {
  const each = Array.from({ length: rowsPerThread }, (_, i) => i);
  const [left, right] = [new Tile('A', rows, a), new Tile('B', columns, b)];
  return `
    ${left.declaration}
    ${right.declaration}
    ${a.code}
    ${b.code}
    ${write}
    fn main() {
      let thread = i32(localIndex);
      let firstRow = i32(workgroupId.x) * ${rows};
      let firstColumn = i32(workgroupId.y) * ${columns};
      let column = (thread % ${columns / 4}) * 4;
      let row = (thread / ${columns / 4}) * ${rowsPerThread};
      ${each.map((i) => `var sum${i} = vec4<f32>(0.0);`).join(' ')}
      ${left.places('firstRow')}
      ${right.places('firstColumn')}
      for (var start = 0; start < uniforms.depth; start += ${depthAtOnce}) {
        ${left.reads}
        ${right.reads}
        workgroupBarrier();
        for (var k = 0; k < ${depthAtOnce}; k++) {
          let across = ${right.four('k', 'column')};
          ${each.map((i) => `sum${i} = fma(vec4<f32>(${left.one('k', `row + ${i}`)}), across, sum${i});`).join(' ')}
        }
        workgroupBarrier();
      }
      ${each.map((i) => `write(firstRow + row + ${i}, firstColumn + column, sum${i});`).join(' ')}
    }`;
}

/**
 * A tile in the workgroup's own memory, a line for each place in depth, and how all threads together bring it in: each
 * the same few fours of it in every round. Numbers that come one by one are kept one by one, since two threads must
 * not write into the same vector.
 */
class Tile {
  readonly #name: string;
  readonly #outer: number;
  readonly #vectors: boolean;

  constructor(name: string, outer: number, { along }: Loader) {
    this.#name = name;
    this.#outer = outer;
    this.#vectors = along === 'outer';
  }

  get declaration(): string {
    const line = this.#vectors ? `array<vec4<f32>, ${this.#outer / 4}>` : `array<f32, ${this.#outer}>`;
    return `var<workgroup> tile${this.#name} : array<${line}, ${depthAtOnce}>;`;
  }

  /** Where each of a thread's fours comes from, which no round changes. */
  places(first: string): string {
    return this.#rounds(
      (at, place) => `let ${place} = place${this.#name}(${first} + ${this.#outerOf(at)});`,
    ).join(' ');
  }

  get reads(): string {
    const tile = `tile${this.#name}`;
    return this.#rounds((at, place, guard) => {
      const [outer, deep] = [this.#outerOf(at), this.#deepOf(at)];
      const read = `read${this.#name}(${place}, start + ${deep})`;
      if (this.#vectors) return `${guard} { ${tile}[${deep}][${outer} / 4] = ${read}; }`;
      const put = [0, 1, 2, 3].map((i) => `${tile}[${deep} + ${i}][${outer}] = four[${i}];`);
      return `${guard} { let four = ${read}; ${put.join(' ')} }`;
    }).join('\n');
  }

  one(deep: string, outer: string): string {
    const line = `tile${this.#name}[${deep}]`;
    return this.#vectors ? `${line}[(${outer}) / 4][(${outer}) % 4]` : `${line}[${outer}]`;
  }

  four(deep: string, outer: string): string {
    const line = `tile${this.#name}[${deep}]`;
    if (this.#vectors) return `${line}[${outer} / 4]`;
    return `vec4<f32>(${[0, 1, 2, 3].map((i) => `${line}[${outer} + ${i}]`).join(', ')})`;
  }

  #rounds(write: (at: string, place: string, guard: string) => string): string[] {
    const fours = (this.#outer * depthAtOnce) / 4;
    return Array.from({ length: Math.ceil(fours / threads) }, (_, round) => {
      const at = `(thread + ${round * threads})`;
      const guard = (round + 1) * threads > fours ? `if (${at} < ${fours})` : '';
      return write(at, `place${this.#name}${round}`, guard);
    });
  }

  #outerOf(at: string): string {
    return this.#vectors ? `((${at} % ${this.#outer / 4}) * 4)` : `(${at} / ${depthAtOnce / 4})`;
  }

  #deepOf(at: string): string {
    return this.#vectors ? `(${at} / ${this.#outer / 4})` : `((${at} % ${depthAtOnce / 4}) * 4)`;
  }
}

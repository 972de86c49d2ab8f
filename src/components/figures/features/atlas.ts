import { kindNames, kinds, type KindName } from './kinds.ts';

/** How the tiles of a kind's sheet lie: row by row, `across` beside each other, in the order of the units. */
export interface Sheet {
  across: number;
  /** Pixels of a tile on a side. */
  side: number;
  units: readonly number[];
}

/** Few enough that a tile can be read, and touched, on a phone. */
const across: Readonly<Record<KindName, number>> = { coordinates: 8, things: 7, ten: 5 };

export const sheets = Object.fromEntries(
  kindNames.map((of) => [of, { across: across[of], side: kinds[of].side, units: kinds[of].units }]),
) as Readonly<Record<KindName, Sheet>>;

/** Where a kind's sheet is, from the site's root: what the robust network draws of each unit. */
export const sheetAddress = (of: KindName): string => `atlas/${of}.webp`;

/** Where a unit's tile is on its sheet, from 0. */
export function placeOf(of: KindName, unit: number): { row: number; column: number } {
  const { across, units } = sheets[of];
  const place = units.indexOf(unit);
  return { row: Math.floor(place / across), column: place % across };
}

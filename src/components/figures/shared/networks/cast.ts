import { isId } from '../../../../lib/brought/network.ts';
import type { Field } from '../../kit/fields.ts';

/**
 * Who stands in a figure's two columns, as a link says it: one word for both, or one for each with a comma between.
 * `ours` is the article's network, `yours` one that was trained in the page, anything else the id of a network that the
 * reader brought or the host of the site offers.
 */
export type Cast = string;
export type Player = string;

export const roles = ['standard', 'robust'] as const;
export type Role = 0 | 1;

/** The article's own networks. */
export const ourCast: Cast = 'ours';
const groups: readonly Player[] = ['ours', 'yours'];

/** Who plays the standard network and who the robust one. */
export function playersOf(cast: Cast): readonly [Player, Player] {
  const [standard = 'ours', robust = standard] = cast.split(',');
  return [standard, robust];
}

export function castOf([standard, robust]: readonly [Player, Player]): Cast {
  return standard === robust && groups.includes(standard) ? standard : `${standard},${robust}`;
}

/** The cast with another player in one role. */
export function withPlayer(cast: Cast, role: Role, player: Player): Cast {
  const [standard, robust] = playersOf(cast);
  return castOf(role === 0 ? [player, robust] : [standard, player]);
}

/** Whether a player is one that must be brought or offered. */
export const isBeyond = (player: Player): boolean => !groups.includes(player);

/** Whether the networks are there is known only later: a link may ask for one that is not. */
export const castField: Field<Cast> = {
  parse: (text) => {
    const players = text.split(',');
    if (players.length > 2 || !players.every(isId)) return undefined;
    return players.length === 1 && isBeyond(text) ? undefined : castOf(playersOf(text));
  },
  format: String,
};

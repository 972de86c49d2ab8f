import type { ConfigOf, FrameOf } from '../../../../lib/engine/experiment.ts';
import type { RunOptions } from '../../../../lib/engine/client.ts';
import type { Experiments } from '../../../../lib/experiments/index.ts';
import { getEngine } from '../../../../lib/get-engine.ts';
import { lendBeyond } from './beyond.svelte.ts';
import { isBeyond, ourCast, playersOf, type Cast, type Player } from './cast.ts';
import { roleOf } from './pairs.ts';
import { lendYours, yourNets } from './yours.svelte.ts';

async function idOf(player: Player, role: 0 | 1): Promise<string | undefined> {
  if (isBeyond(player)) await lendBeyond(player);
  if (player === 'yours') lendYours();
  return player === 'ours' ? undefined : player === 'yours' ? yourNets[role] : player;
}

/**
 * The networks that play, in the place of the article's that are named.
 * @param ours ids of the article's networks, of pairs or others; the others play themselves
 * @throws Error with a sentence where a network is not there
 */
export async function idsFor(cast: Cast, ours: readonly string[]): Promise<string[]> {
  const players = playersOf(cast);
  const ids = await Promise.all(([0, 1] as const).map((role) => idOf(players[role], role)));
  return ours.map((id) => {
    const role = roleOf(id);
    return (role === undefined ? undefined : ids[role]) ?? id;
  });
}

/** A config whose networks are the article's, with those that play in their place. @throws Error with a sentence */
export async function castIn<Config extends object>(cast: Cast, config: Config): Promise<Config> {
  if (cast === ourCast) return config;
  const { model, models } = config as { model?: string; models?: readonly string[] };
  return {
    ...config,
    ...(model !== undefined && { model: (await idsFor(cast, [model]))[0]! }),
    ...(models !== undefined && { models: await idsFor(cast, models) }),
  };
}

/** Runs an experiment with the networks that play in the place of the article's. */
export async function* runWith<Name extends keyof Experiments & string>(
  cast: Cast,
  name: Name,
  config: ConfigOf<Experiments[Name]>,
  options: RunOptions,
): AsyncGenerator<FrameOf<Experiments[Name]>, void, void> {
  yield* getEngine().run(
    name,
    await castIn(cast, config as object as ConfigOf<Experiments[Name]> & object),
    options,
  );
}

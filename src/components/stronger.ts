import measured from '../../content/measured/stronger-attack.json' with { type: 'json' };

/** The accuracy that an attack leaves, on how many pictures that was asked, and where the number stands. */
interface Left {
  accuracy: number;
  of: number;
  path: string;
}

type Stages = Record<string, { accuracy: number; of: number } | undefined>;
const models = measured.models as unknown as Record<string, Stages>;
// In turn, each on what the one before it left.
const STAGES = ['apgd-t', 'apgd-t-3'];

/** What AutoAttack's gradient attacks leave of a network's accuracy, or nothing where they were not made. */
export function leftByAutoAttack(id: string): Left | undefined {
  const stages = models[id];
  const made = STAGES.flatMap((stage) => {
    const left = stages?.[stage];
    return left ? [{ ...left, path: `models.${id}.${stage}.accuracy` }] : [];
  });
  // The furthest of those that were made on most pictures.
  return made.find(({ of }) => of === Math.max(...made.map((left) => left.of)));
}

/** "500 to 1000", the numbers of pictures that the networks of a table were attacked on; empty if none was. */
export function countsOf(ids: readonly string[]): string {
  const counts = ids.flatMap((id) => leftByAutoAttack(id)?.of ?? []);
  return counts.length === 0 ? '' : [...new Set([Math.min(...counts), Math.max(...counts)])].join(' to ');
}

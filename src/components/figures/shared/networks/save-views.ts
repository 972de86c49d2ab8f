import type { FigureRun } from '../../shell/run.svelte.ts';
import type { Stepped } from '../../shell/stepped.ts';
import type { SaveAction } from '../../shell/save.ts';

interface Views extends Stepped {
  width: number;
  height: number;
  views: readonly { image: Uint8ClampedArray<ArrayBuffer> }[];
}

/**
 * Saves what the networks have come to, side by side.
 * @param what names the pictures and the file: "ship"
 * @param whose the networks, in the order of the views
 */
export const saveViews = (
  run: FigureRun<Views>,
  what: () => string,
  whose: readonly string[] = ['standard network', 'robust network'],
): SaveAction => ({
  label: 'Save pictures',
  ready: () => run.count > 0,
  save: async () => {
    const { saveRow } = await import('../pictures/save-row.ts');
    const { width, height, step, views } = run.frame!;
    const row = views.map(({ image }, i) => {
      return { label: `${what()}, ${whose[i]}, step ${step}`, width, height, image };
    });
    await saveRow(row, `${what().replaceAll(' ', '-')}.png`);
  },
});

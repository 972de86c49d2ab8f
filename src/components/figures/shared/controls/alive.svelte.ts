import { onMount } from 'svelte';
import { newTask } from '../../shell/new-task.ts';

/**
 * Whether a figure is alive. Until it is, and where no script runs, what can be read in it is there to be read, and
 * not to be pressed. Make one while a component starts: it is alive a task later, since whole grids are built anew then.
 */
export class Alive {
  now = $state(false);

  constructor() {
    onMount(() => void newTask().then(() => (this.now = true)));
  }
}

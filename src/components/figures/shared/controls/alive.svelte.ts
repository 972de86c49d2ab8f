import { onMount } from 'svelte';

/**
 * Whether a figure is alive. Until it is, and where no script runs, what can be read in it is there to be read, and
 * not to be pressed. Make one while a component starts.
 */
export class Alive {
  now = $state(false);

  constructor() {
    onMount(() => void (this.now = true));
  }
}

/**
 * The oldest browsers that the pages are built for, as the README states. Experiments need a little more: workers
 * that are modules (Firefox 114) and WebAssembly with SIMD (Safari 16.4), and say so in the figure where they cannot run.
 */
export const oldest = { chrome: '100', edge: '100', firefox: '100', safari: '15.4', safari_ios: '15.4' };

/** The same for Vite, which compiles scripts and stylesheets for them. */
export const buildTargets = ['chrome100', 'edge100', 'firefox100', 'safari15.4'];

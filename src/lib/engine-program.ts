import * as Comlink from 'comlink';
import { EngineHost } from './engine/host.ts';
import { experiments } from './experiments/index.ts';
import { buildNet, untrained } from './nets/index.ts';

Comlink.expose(new EngineHost(experiments, buildNet, {}, untrained));

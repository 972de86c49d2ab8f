import { describe, expect, test } from 'vitest';
import { readCard, loadWeights } from '../../../src/lib/engine/weights.ts';
import { readNetworks } from '../../../src/lib/brought/read.ts';
import { readSafetensors, writeSafetensors, type TensorFile } from '../../../src/lib/training/safetensors.ts';
import { smallCnnShapes } from '../../../src/lib/nets/small-cnn-shapes.ts';
import { hashed } from '../../hashed.ts';
import { siteFetch, sizeOf, useBackend, weightsBase } from '../../helpers.ts';
import { givenFile, shippedFolder, writtenByPython } from './given-files.ts';

const single = async (name: string) => givenFile(`${name}.safetensors`, await writtenByPython(name));
const only = async (...files: Parameters<typeof readNetworks>[0]) => (await readNetworks(files))[0]!;

describe('A file that training.convert wrote', () => {
  test('is read with what it says of itself', async () => {
    const { facts, weights } = await only(await single('tiny-resnet'));
    expect(facts).toMatchObject({
      id: 'own-tiny-resnet',
      title: 'A tiny ResNet',
      from: 'reader',
      net: 'resnet',
      layout: { channels: 3, classes: 3, representation: 4 },
      labels: ['ant', 'bee', 'cat'],
      side: 32,
      robust: true,
    });
    expect(weights['conv1/kernel']!.shape).toEqual([3, 3, 3, 2]);
  });

  test('has the numbers that Python put into it, in single and in half precision', async () => {
    const reach = (inputs: number) => (6 / inputs) ** 0.5;
    const expected = hashed(3 * 3 * 3 * 2, 1, -reach(27), reach(27));
    const whole = (await only(await single('tiny-vgg'))).weights['conv1_1/kernel']!.values;
    expect([...whole]).toEqual([...expected]);
    const half = (await only(await single('tiny-resnet'))).weights['conv1/kernel']!.values;
    for (const [i, value] of half.entries())
      expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(2 ** -11 * Math.abs(expected[i]!));
  });

  test('takes its description from a file beside it, where there is one', async () => {
    const bytes = writeSafetensors({ ...readSafetensors(await writtenByPython('tiny-vgg')), metadata: {} });
    const { config } = (await only(await single('tiny-vgg'))).facts;
    const told = JSON.stringify({ net: 'vgg', config, title: 'Told', labels: ['a', 'b', 'c', 'd'] });
    const { facts } = await only(givenFile('it.safetensors', bytes), givenFile('it.json', told));
    expect(facts).toMatchObject({ id: 'own-told', title: 'Told', labels: ['a', 'b', 'c', 'd'] });
    await expect(readNetworks([givenFile('it.safetensors', bytes)])).rejects.toThrow(
      'Expected a description of the network beside its weights, with “net” and “config”, got none.',
    );
  });
});

describe('A folder', () => {
  test('has the very numbers that the engine makes of its download', async () => {
    await useBackend('cpu');
    for (const id of ['mnist-judge', 'cifar-resnet-standard']) {
      const { facts, weights } = await only(...(await shippedFolder(id)));
      const fetch = siteFetch;
      const card = await readCard(weightsBase, id, { fetch });
      const loaded = await loadWeights(weightsBase, card, { fetch });
      expect(facts.net).toBe(loaded.net);
      expect(Object.keys(weights).sort()).toEqual(Object.keys(loaded.weights).sort());
      for (const [name, tensor] of Object.entries(loaded.weights)) {
        expect(weights[name]!.shape).toEqual(tensor.shape);
        expect(weights[name]!.values, name).toEqual(tensor.dataSync());
        tensor.dispose();
      }
    }
  });

  test('is refused when a shard is missing, altered or too short', async () => {
    const files = await shippedFolder('mnist-judge');
    const without = files.filter(({ name }) => !name.endsWith('.bin'));
    await expect(readNetworks(without)).rejects.toThrow(
      'Expected group1-shard1of1.bin beside model.json, got no such file. Choose the whole folder',
    );
    const shard = files.find(({ name }) => name.endsWith('.bin'))!;
    const bytes = new Uint8Array(await shard.arrayBuffer());
    const altered = bytes.map((byte, i) => (i === 100 ? byte ^ 1 : byte));
    const others = files.filter((file) => file !== shard);
    await expect(readNetworks([...others, givenFile(shard.name, altered, 'mnist-judge')])).rejects.toThrow(
      /^Expected group1-shard1of1\.bin to have the SHA-256 \w{12}… of its card, got \w{12}…\./,
    );
    const noCard = others.filter(({ name }) => name !== 'card.json');
    const short = givenFile(shard.name, bytes.subarray(0, -4), 'mnist-judge');
    await expect(readNetworks([...noCard, short])).rejects.toThrow(
      /^Expected group1-shard1of1\.bin to have \d+ bytes, got \d+\./,
    );
  });
});

test('What the figure for training saves is two networks', async () => {
  const shapes = smallCnnShapes(8);
  const tensors = Object.fromEntries(
    ['standard', 'robust'].flatMap((net) =>
      Object.entries(shapes).map(([name, shape]) => [
        `${net}/${name}`,
        { shape, values: new Float32Array(sizeOf(shape)) },
      ]),
    ),
  );
  const bytes = writeSafetensors({ tensors, metadata: { architecture: 'small-cnn', width: '8' } });
  const both = await readNetworks([givenFile('my-networks.safetensors', bytes)]);
  expect(both.map(({ facts }) => [facts.id, facts.robust])).toEqual([
    ['own-my-networks-standard', false],
    ['own-my-networks-robust', true],
  ]);
});

describe('What was altered is refused with a sentence:', () => {
  const altered = async (change: (file: TensorFile) => void) => {
    const file = readSafetensors(await writtenByPython('tiny-resnet'));
    change(file);
    return givenFile('altered.safetensors', writeSafetensors(file));
  };
  const config = (file: TensorFile, change: Record<string, unknown>) => {
    file.metadata['config'] = JSON.stringify({ ...JSON.parse(file.metadata['config']!), ...change });
  };
  const card = (file: TensorFile, change: Record<string, unknown>) => {
    file.metadata['card'] = JSON.stringify({ ...JSON.parse(file.metadata['card']!), ...change });
  };

  test.each<[string, (file: TensorFile) => void, string]>([
    [
      'a tensor that is missing',
      ({ tensors }) => void delete tensors['layer2.0.conv1/kernel'],
      'Expected layer2.0.conv1/kernel in this resnet, got no such tensor. It has',
    ],
    [
      'a tensor too many',
      ({ tensors }) => void (tensors['extra/kernel'] = { shape: [1], values: Float32Array.of(1) }),
      'Expected no extra/kernel in this resnet, got one of 1. Check its config.',
    ],
    [
      'a tensor of another shape',
      ({ tensors }) =>
        void (tensors['conv1/kernel'] = { shape: [5, 5, 3, 2], values: new Float32Array(150) }),
      'Expected conv1/kernel in this resnet to be 3 x 3 x 3 x any, got 5 x 5 x 3 x 2.',
    ],
    [
      'a number that is none',
      ({ tensors }) => void (tensors['fc/bias']!.values[1] = NaN),
      'Expected finite numbers in fc/bias, got NaN at 1.',
    ],
    [
      'another number of classes',
      (file) => config(file, { classes: 5 }),
      'Expected fc/kernel in this resnet to be 4 x 5, got 4 x 3.',
    ],
    [
      'a family that we lack',
      ({ metadata }) => void (metadata['net'] = 'densenet'),
      'Expected the net to be one of',
    ],
    [
      'a name of Object’s own',
      ({ metadata }) => void (metadata['net'] = 'constructor'),
      'Expected the net to be one of',
    ],
    [
      'stages without end',
      (file) => config(file, { layers: [1e9, 1, 1, 1] }),
      'Expected layer1.1.conv1/kernel in this resnet',
    ],
    [
      'stages by halves',
      (file) => config(file, { layers: [1, 1.5, 1, 1] }),
      "Expected the model's layers to be 1 to 5 whole",
    ],
    [
      'a deviation of nothing',
      (file) => config(file, { std: [1, 0, 1] }),
      "Expected the model's std to be above 0",
    ],
    [
      'a config of no JSON',
      ({ metadata }) => void (metadata['config'] = '{'),
      'Expected config in altered.safetensors to be an object in JSON',
    ],
    [
      'too few labels',
      (file) => card(file, { labels: ['one'] }),
      'Expected labels to be a list of 3 names, one for each class, got 1.',
    ],
    [
      'labels that are no texts',
      (file) => card(file, { labels: [1, 2, 3] }),
      'Expected labels to be a list of 3 names',
    ],
    [
      'a side of no pixels',
      (file) => card(file, { side: -1 }),
      'Expected side, the pixels on a side of its pictures',
    ],
    [
      'PyTorch’s own names',
      (file) => void (file.tensors = { 'conv1.weight': { shape: [1], values: Float32Array.of(1) } }),
      'Those are PyTorch’s names: bring what training/convert.py makes of this file with --safetensors.',
    ],
  ])('%s', async (_, change, sentence) => {
    await expect(readNetworks([await altered(change)])).rejects.toThrow(sentence);
  });

  test('files of anything else, and none', async () => {
    await expect(readNetworks([givenFile('net.ckpt', 'pickle')])).rejects.toThrow(
      'Expected a .safetensors file, or a folder with model.json and its .bin files, got net.ckpt. PyTorch checkpoints go through training/convert.py first.',
    );
    await expect(readNetworks([])).rejects.toThrow('got nothing.');
  });

  test('a file that no page can hold, before it is read', async () => {
    const huge = { ...givenFile('huge.safetensors', ''), size: 2 ** 40 };
    huge.arrayBuffer = () => Promise.reject(new Error('read'));
    await expect(readNetworks([huge])).rejects.toThrow(
      'Expected a network of at most 512 MB, got 1048576 MB.',
    );
  });
});

import { expect, test } from 'vitest';
import {
  offeredPhotoClasses,
  photoClasses,
  photoClassIndex,
} from '../../../src/components/figures/shared/networks/photo-classes.ts';
import card from '../../../public/weights/photos-vgg-robust-small/card.json' with { type: 'json' };

test('every logit of the networks for photographs has a name of its own', () => {
  expect(photoClasses).toHaveLength(card.hyperparameters.shape.classes);
  expect(new Set(photoClasses.map((name) => name.toLowerCase())).size).toBe(photoClasses.length);
});

test('names stand where the classes stand in the order of their WordNet ids', () => {
  expect(photoClassIndex('tench')).toBe(0);
  expect(photoClassIndex('goose')).toBe(7);
  expect(photoClassIndex('school bus')).toBe(92);
  expect(photoClassIndex('ear of maize')).toBe(117);
});

test('the twenty classes of the sets with sharper colour are not offered', () => {
  expect(offeredPhotoClasses).toHaveLength(98);
  expect(new Set(offeredPhotoClasses).size).toBe(98);
  for (const name of ['tench', 'golden retriever', 'refuse lorry', 'Samoyed', 'parachute'] as const)
    expect(offeredPhotoClasses).not.toContain(name);
});

test('what is offered is in the order of the alphabet', () => {
  expect(offeredPhotoClasses[0]).toBe('African wild dog');
  expect(offeredPhotoClasses.at(-1)).toBe('wok');
});

import { expect, test } from 'vitest';
import {
  alphabeticalPhotoClasses,
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

test('a reader finds all of them in the order of the alphabet', () => {
  expect(new Set(alphabeticalPhotoClasses)).toEqual(new Set(photoClasses));
  expect(alphabeticalPhotoClasses).toHaveLength(photoClasses.length);
  expect(alphabeticalPhotoClasses[0]).toBe('African wild dog');
  expect(alphabeticalPhotoClasses.at(-1)).toBe('wok');
});

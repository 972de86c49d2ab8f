import { visit } from 'unist-util-visit';
import { broken, claimOf } from '../components/claims.ts';
import { allSentences, attribute, isElement } from './sentences.mjs';

/**
 * Holds every sentence that compares to the numbers that it compares, and fails the build when it
 * stops being true.
 *
 * `<Holds file="style" that="means.robust.gram < means.standard.gram">nearer</Holds>` binds words
 * and leaves nothing else in the page than them. `<Measured ... expect="> 0.5" />` binds a number
 * where it stands. What the front matter says is bound there:
 * `claims: [{ says: "words of the abstract", that: "style:means.robust.gram < 0.1" }]`.
 */
export function remarkClaims() {
  return (tree, file) => {
    const faults = [];
    for (const { text, nodes } of allSentences(tree))
      for (const node of nodes) faults.push(...check(node, text, file));
    faults.push(...checkFrontmatter(file.data.astro?.frontmatter ?? {}, file));
    if (faults.length > 0) file.fail(faults.join('\n'));

    visit(tree, (node, index, parent) => {
      if (isElement(node, 'Measured'))
        node.attributes = node.attributes.filter(({ name }) => name !== 'expect');
      if (!isElement(node, 'Holds')) return;
      if (!node.checked) file.fail('A <Holds> stands in a sentence, and this one does not', node);
      parent.children.splice(index, 1, ...node.children);
      return index;
    });
  };
}

function check(node, sentence, file) {
  if (isElement(node, 'Holds')) {
    const that = attribute(node, 'that');
    if (!that) file.fail('A <Holds> says what holds: that="a < b"', node);
    if (node.children.length === 0) file.fail(`<Holds that="${that}"> has no words in it`, node);
    node.checked = true;
    return test(that, sourceOf(node), sentence);
  }
  const expectation = isElement(node, 'Measured') && attribute(node, 'expect');
  return expectation ? test(claimOf(attribute(node, 'path'), expectation), sourceOf(node), sentence) : [];
}

function checkFrontmatter(frontmatter, file) {
  const { claims = [], title, subtitle, description, abstract } = frontmatter;
  return claims.flatMap(({ says, that }) => {
    if (!says || !that) file.fail('A claim of the front matter has words (says) and what holds (that)');
    if (![title, subtitle, description, abstract].some((text) => text?.includes(says)))
      file.fail(`The front matter claims "${says}", and says it nowhere`);
    return test(that, {}, says);
  });
}

const sourceOf = (node) => ({ file: attribute(node, 'file'), card: attribute(node, 'card') });

function test(claim, source, sentence) {
  const fault = broken(claim, source);
  return fault
    ? [`A sentence is no longer true. ${fault}. Change the sentence, or measure again: “${sentence}”`]
    : [];
}

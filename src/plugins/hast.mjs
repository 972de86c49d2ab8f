/** Small helpers for building and reading HTML trees. */

export function h(tagName, properties, ...children) {
  return {
    type: 'element',
    tagName,
    properties,
    children: children.flat().map((child) => (typeof child === 'string' ? text(child) : child)),
  };
}

export function text(value) {
  return { type: 'text', value };
}

export function textOf(node) {
  return node.type === 'text' ? node.value : (node.children ?? []).map(textOf).join('');
}

export function hasClass(node, name) {
  return [node.properties?.className ?? []].flat().includes(name);
}

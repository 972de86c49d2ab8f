/** A landscape of loss that is a slope along the first axis: none on the left, `top` on the right. */
export const slope = (side: number, top: number) => ({
  side,
  losses: Float32Array.from({ length: side * side }, (_, i) => (top * (i % side)) / (side - 1)),
});

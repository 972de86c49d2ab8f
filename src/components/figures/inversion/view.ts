/** What is on show of one start in one network: computed live, or read from a poster. */
export interface InversionShown {
  rgba?: Uint8ClampedArray<ArrayBuffer>;
  src?: string;
  distance: number;
  moved: number;
}

export interface InversionPoster {
  target: string;
  /** By network and start. */
  views: (InversionShown & { src: string })[][];
  /** Small pictures of the patterns and of a drawing, by name. */
  patterns: Record<string, string>;
}

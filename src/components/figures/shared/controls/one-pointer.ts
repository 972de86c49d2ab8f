export interface Place {
  /** From the left and from the top, in shares of the surface's sides. */
  x: number;
  y: number;
}

/**
 * Follows one finger, pen or mouse over a surface that is drawn on: a second finger or a palm beside it does not draw,
 * and a pen that comes while a hand rests on the surface is what is meant.
 */
export class OnePointer {
  #drawing: { id: number; type: string } | undefined;

  /** @returns where a line begins, if it does */
  down(event: PointerEvent & { currentTarget: HTMLElement }): Place | undefined {
    const { button, pointerType, pointerId, currentTarget } = event;
    const draws = this.#drawing === undefined || (pointerType === 'pen' && this.#drawing.type === 'touch');
    if (button !== 0 || !draws) return undefined;
    this.#drawing = { id: pointerId, type: pointerType };
    currentTarget.setPointerCapture(pointerId);
    return this.#place(event);
  }

  /** @returns where the line goes on, if it does */
  move(event: PointerEvent & { currentTarget: HTMLElement }): Place | undefined {
    return event.pointerId === this.#drawing?.id ? this.#place(event) : undefined;
  }

  /** @returns whether a line ends */
  up({ pointerId }: PointerEvent): boolean {
    if (pointerId !== this.#drawing?.id) return false;
    this.#drawing = undefined;
    return true;
  }

  #place({ clientX, clientY, currentTarget }: PointerEvent & { currentTarget: HTMLElement }): Place {
    const box = currentTarget.getBoundingClientRect();
    return { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
  }
}

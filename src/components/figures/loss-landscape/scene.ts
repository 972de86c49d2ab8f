import {
  BufferAttribute,
  BufferGeometry,
  BackSide,
  ColorManagement,
  DoubleSide,
  LinearSRGBColorSpace,
  Mesh as Drawn,
  MeshBasicMaterial,
  PerspectiveCamera,
  Scene,
  WebGLRenderer,
} from 'three';
import { depth, fieldOfView, stand, width, type Camera } from './camera.ts';
import type { Mesh } from './mesh.ts';

// The light is in the colours already, as a screen takes them: nothing is to be converted.
ColorManagement.enabled = false;

/** A renderer that draws several terrains, one after the other, into canvases of the page. It draws when it is told to. */
export class Terrains {
  readonly #renderer: WebGLRenderer;
  readonly #lost: () => void;
  readonly #camera = new PerspectiveCamera(fieldOfView, width / depth, 0.5, 30);
  readonly #scenes: { scene: Scene; parts: Map<string, { of: Mesh; drawn: Drawn }> }[];
  readonly #plain = new MeshBasicMaterial({ vertexColors: true, side: DoubleSide });
  readonly #outline = new MeshBasicMaterial({ vertexColors: true, side: BackSide });

  /**
   * @param gl a context of its own, never the engine's
   * @param count how many terrains there are
   * @param lost called when the context is taken away
   */
  constructor(gl: WebGL2RenderingContext, count: number, lost: () => void) {
    const canvas = gl.canvas as HTMLCanvasElement;
    this.#lost = lost;
    canvas.addEventListener('webglcontextlost', lost);
    this.#renderer = new WebGLRenderer({ canvas, context: gl, antialias: true, alpha: true });
    this.#renderer.outputColorSpace = LinearSRGBColorSpace;
    this.#renderer.setClearAlpha(0);
    this.#camera.up.set(0, 0, 1);
    this.#scenes = Array.from({ length: count }, () => ({ scene: new Scene(), parts: new Map() }));
  }

  /** Sets what a terrain is made of; what it had of this and stays the same is kept. */
  set(which: number, meshes: Readonly<Record<string, Mesh>>): void {
    const { scene, parts } = this.#scenes[which]!;
    for (const [name, part] of parts) {
      if (meshes[name] === part.of) continue;
      scene.remove(part.drawn);
      part.drawn.geometry.dispose();
      parts.delete(name);
    }
    for (const [name, of] of Object.entries(meshes)) {
      if (parts.has(name)) continue;
      const geometry = new BufferGeometry();
      geometry.setAttribute('position', new BufferAttribute(of.positions, 3));
      geometry.setAttribute('color', new BufferAttribute(of.colours, 3));
      geometry.setIndex(new BufferAttribute(of.indices, 1));
      const drawn = new Drawn(geometry, of.outline ? this.#outline : this.#plain);
      drawn.frustumCulled = false;
      scene.add(drawn);
      parts.set(name, { of, drawn });
    }
  }

  /** Draws a terrain over all of a canvas. */
  draw(which: number, camera: Camera, canvas: HTMLCanvasElement): void {
    const { eye, middle } = stand(camera);
    this.#camera.position.set(...eye);
    this.#camera.lookAt(...middle);
    this.#renderer.setSize(canvas.width, canvas.height, false);
    this.#renderer.render(this.#scenes[which]!.scene, this.#camera);
    const paper = canvas.getContext('2d')!;
    paper.clearRect(0, 0, canvas.width, canvas.height);
    // In the same breath: afterwards the drawing is gone.
    paper.drawImage(this.#renderer.domElement, 0, 0);
  }

  /** Gives back all that is held, the context included. */
  dispose(): void {
    this.#renderer.domElement.removeEventListener('webglcontextlost', this.#lost);
    for (let i = 0; i < this.#scenes.length; i++) this.set(i, {});
    this.#plain.dispose();
    this.#outline.dispose();
    this.#renderer.dispose();
    this.#renderer.forceContextLoss();
  }
}

import { squaredDistance } from './segment.ts';

/** Points, and how far each is from each: worked out once for all the ways to cluster them. */
export class Silhouette {
  private readonly size: number;
  private readonly distances: Float64Array;

  /** @param points a sample: time and memory grow with the square of their number */
  constructor(points: readonly (readonly number[])[]) {
    this.size = points.length;
    this.distances = new Float64Array(this.size * this.size);
    for (const [i, point] of points.entries()) {
      for (let j = 0; j < i; j += 1) {
        const distance = Math.sqrt(squaredDistance(point, points[j]!));
        this.distances[i * this.size + j] = distance;
        this.distances[j * this.size + i] = distance;
      }
    }
  }

  /**
   * The mean silhouette: for each point (b - a) / max(a, b), with a its mean distance to the others of its cluster and b
   * that to the nearest other cluster. The full one, over all pairs of points, not the one simplified to centres.
   *
   * @param clusters of each point, 0 .. k - 1
   * @returns -1 .. 1: 1 where clusters are far apart, 0 where they touch; a point alone in its cluster counts as 0
   * @see P. J. Rousseeuw, Silhouettes, Journal of Computational and Applied Mathematics 20 (1987)
   */
  mean(clusters: readonly number[], k: number): number {
    const sizes = new Float64Array(k);
    for (const cluster of clusters) sizes[cluster]! += 1;
    const sums = new Float64Array(k);
    let total = 0;
    for (const [i, own] of clusters.entries()) {
      if (sizes[own]! < 2) continue;
      sums.fill(0);
      for (let j = 0; j < this.size; j += 1) sums[clusters[j]!]! += this.distances[i * this.size + j]!;
      const within = sums[own]! / (sizes[own]! - 1);
      let nearest = Infinity;
      for (let other = 0; other < k; other += 1) {
        if (other !== own && sizes[other]! > 0) nearest = Math.min(nearest, sums[other]! / sizes[other]!);
      }
      const larger = Math.max(within, nearest);
      if (larger > 0 && nearest < Infinity) total += (nearest - within) / larger;
    }
    return this.size === 0 ? 0 : total / this.size;
  }
}

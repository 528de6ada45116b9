import type { Direction } from './catalogue.ts';
import type { Recipe } from './recipe.ts';

/** A feature that a model may use, and what is known about it beforehand. */
export interface PlannedFeature {
  readonly name: string;
  /** for people: '<label> is above 3' */
  readonly label: string;
  /** what it is a view of: reasons name each family once */
  readonly family: string;
  readonly recipe: Recipe;
  readonly direction: Direction;
  /** the direction holds from this value up */
  readonly directionFrom?: number | undefined;
}

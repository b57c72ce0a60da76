import type { Card } from '../model/schema';

/**
 * What the training curves show, in one sentence that claims no more: for which models the loss
 * on rows held back falls from the first epoch to the last, and for which it does not. Where
 * nothing is held back, it is the loss on the rows learned from.
 */
export function curveSentence(cards: readonly Card[]): string {
  const curves = cards.flatMap(({ name, losses }) => {
    const [first, last] = [lossOf(losses[0]), lossOf(losses.at(-1))];
    return first === undefined || last === undefined ? [] : [{ name, isFalling: last < first }];
  });
  if (curves.length === 0) return 'Nothing has been trained yet';
  const namesOf = (isFalling: boolean) =>
    listed(curves.filter(curve => curve.isFalling === isFalling).map(({ name }) => name));
  const isHeld = cards.some(({ losses }) => losses[0]?.validationLoss !== undefined);
  const loss = isHeld ? 'The loss on rows held back' : 'The loss on the rows learned from';
  const [falling, others] = [namesOf(true), namesOf(false)];
  if (others === '') return `${loss} falls for ${falling}`;
  if (falling === '') return `${loss} does not fall for ${others}`;
  return `${loss} falls for ${falling}, not for ${others}`;
}

function lossOf(loss: Card['losses'][number] | undefined): number | undefined {
  return loss?.validationLoss ?? loss?.loss;
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

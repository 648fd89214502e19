import { ofThisBrowser } from '../ui/storage';

/** Remembers by which code a card was claimed, so that its activation can be found again from the card's page. */
export function noteOrigin(cardId: string, scene: string): void {
  ofThisBrowser.write(`scene.${cardId}`, scene);
}

/** The code that the card was claimed by in this browser, null if that was elsewhere. */
export function sceneOf(cardId: string): string | null {
  return ofThisBrowser.read<string>(`scene.${cardId}`);
}

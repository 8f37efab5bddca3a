/** How the run is shown, as a link says it. */
import { detectLang, type Lang } from '../../l10n.ts';
import type { View } from '../../link.ts';
import { quizMode, type QuizMode } from '../../quiz.ts';
import type { Theme } from '../intent.ts';

/** What the reader or a link has chosen; everything else is the page's. */
export interface Shown {
  chosenLang: Lang | null;
  theme: Theme;
  controls: 'full' | 'player' | 'none';
  speed: number | null;
  readonly: boolean;
  quiz: QuizMode;
}

export function viewOf({ chosenLang, theme, controls, speed, readonly, quiz }: Shown): View {
  return {
    ...(chosenLang && { lang: chosenLang }),
    ...(theme !== 'auto' && { theme }),
    ...(controls !== 'full' && { controls }),
    ...(speed !== null && { speed: String(speed) }),
    ...(readonly && { readonly: 'true' }),
    ...(quizMode(quiz) !== 'off' && { quiz }),
  };
}

/** What the link does not mention stays as it is. */
export function shownBy(view: View): Partial<Shown> {
  const { lang, theme, controls, speed, readonly, quiz } = view;
  return {
    ...(lang !== undefined && { chosenLang: detectLang(lang, null, []) }),
    ...((theme === 'light' || theme === 'dark') && { theme }),
    ...((controls === 'player' || controls === 'none') && { controls }),
    ...(speed !== undefined && { speed: Number(speed) || null }),
    ...(readonly !== undefined && { readonly: true }),
    ...(quiz !== undefined && { quiz: quizMode(quiz) }),
  };
}

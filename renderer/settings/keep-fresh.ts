import type { TimeFormat } from '../../main/core/time/time-format.ts';
import type { PauseUntil } from '../../preload/contract/until.ts';
import type { AppSnapshot } from '../../preload/contract/snapshot.ts';
import type { Option } from '../text/option.ts';
import { settingsText } from '../text/settings-text.ts';

export type KeepFresh = 'always' | PauseUntil;

/** Which of the options holds now. */
export function keepFreshValue({ pause }: AppSnapshot): KeepFresh {
  if (pause === undefined) return 'always';
  return pause.untilAt === undefined ? 'resumed' : 'tomorrow';
}

/** The options as people read them: a pause that is on says until when. */
export function keepFreshOptions({ pause, now }: AppSnapshot, times: TimeFormat): readonly Option<KeepFresh>[] {
  const { keepFresh } = settingsText;
  const tomorrow =
    pause?.untilAt === undefined ? keepFresh.tomorrow : keepFresh.until(times.moment(pause.untilAt, now));
  return [
    { value: 'always', label: keepFresh.always },
    { value: 'tomorrow', label: tomorrow },
    { value: 'resumed', label: keepFresh.resumed },
  ];
}

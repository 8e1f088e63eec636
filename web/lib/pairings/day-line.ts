/** When somebody is at work: an IANA time zone, and local times such as 09:00 and 17:30. */
export interface WorkingDay {
  timeZone: string;
  from: string;
  to: string;
}

/** Minutes of your local day, 0 to 1440; `from` is the smaller. */
export interface Stretch {
  from: number;
  to: number;
}

/** Two working days along your day, and when both are at work. */
export interface DayLine {
  yours: Stretch[];
  theirs: Stretch[];
  shared: Stretch[];
  /** Minutes by which their clocks are ahead of yours. */
  ahead: number;
}

const day = 1440;

/** Lays both working days along your local day, as the clocks stand at a moment. */
export function dayLine(you: WorkingDay, them: WorkingDay, at: Date): DayLine {
  const ahead = utcOffset(them.timeZone, at) - utcOffset(you.timeZone, at);
  const yours = alongDay(you, 0);
  const theirs = alongDay(them, ahead);
  const shared = yours.flatMap((one) =>
    theirs
      .map((other) => ({
        from: Math.max(one.from, other.from),
        to: Math.min(one.to, other.to),
      }))
      .filter(({ from, to }) => from < to),
  );
  return { yours, theirs, shared, ahead };
}

/** Minutes by which the clocks of a zone are ahead of UTC at a moment. */
export function utcOffset(timeZone: string, at: Date): number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}

/** Where a line of one day is marked: at the minutes that begin its quarters. */
export const marks = [0, 360, 720, 1080] as const;

/** A minute of the day as a clock shows it; minutes outside the day belong to the next or the last. */
export function clock(minute: number): string {
  const within = ((minute % day) + day) % day;
  const digits = (value: number) => String(value).padStart(2, '0');
  return `${digits(Math.floor(within / 60))}:${digits(within % 60)}`;
}

function minutes(time: string): number {
  const [hour, minute] = time.split(':').map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}

/** A working day moved to your clocks; what passes midnight goes on at the other end of the line. */
function alongDay({ from, to }: WorkingDay, ahead: number): Stretch[] {
  const length = (minutes(to) - minutes(from) + day) % day || day;
  const start = (((minutes(from) - ahead) % day) + day) % day;
  const end = start + length;
  return end <= day
    ? [{ from: start, to: end }]
    : [
        { from: 0, to: end - day },
        { from: start, to: day },
      ];
}

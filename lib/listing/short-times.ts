const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const DAY = 86_400

/** Times farther back than this show the year (commands.md §9.3). */
const RECENT_SECONDS = 180 * DAY

/** Days that Date can tell; times of damaged files lie beyond. */
const LAST_DAY = 100_000_000

interface Day {
  readonly label: string
  readonly year: string
}

/** Month, day, and time or year, as LIST shows them. */
export class ShortTimes {
  readonly #now: number
  readonly #offset: number
  #number = Number.NaN
  #day: Day = { label: '', year: '' }

  /** `offset`: local time minus UTC, in seconds, the same for all dates (§20 row 66). */
  constructor(now: number, offset: number) {
    this.#now = now
    this.#offset = offset
  }

  text(seconds: number): string {
    const local = seconds + this.#offset
    const number = Math.floor(local / DAY)
    if (number !== this.#number) {
      this.#number = number
      this.#day = dayOf(number)
    }
    const { label, year } = this.#day
    return label + (this.#now - seconds > RECENT_SECONDS ? year : timeOfDay(Math.floor((local - number * DAY) / 60)))
  }
}

/** Days and times of day are few and come up in every directory: they are kept, up to a bound. */
const days = new Map<number, Day>()
const MAX_DAYS = 4096

function dayOf(number: number): Day {
  const known = days.get(number)
  if (known) return known
  if (days.size >= MAX_DAYS) days.clear()
  const date = new Date(Math.max(-LAST_DAY, Math.min(LAST_DAY, number)) * DAY * 1000)
  const label = `${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)} `
  const day = { label, year: ` ${date.getUTCFullYear()}` }
  days.set(number, day)
  return day
}

const timesOfDay: string[] = []
const twoDigits = (value: number): string => String(value).padStart(2, '0')
const timeOfDay = (minute: number): string =>
  (timesOfDay[minute] ??= `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`)

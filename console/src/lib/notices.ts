import { preferences } from './preferences.ts'

/** Whether the system can say something for this page: `ask` nobody has been asked yet, `no` it cannot, or was told not to. */
export type Notices = 'yes' | 'no' | 'ask'

export function noticesNow(): Notices {
  if (!('Notification' in globalThis) || Notification.permission === 'denied') return 'no'
  return Notification.permission === 'granted' ? 'yes' : 'ask'
}

/** Asks whoever uses the page, and remembers that they want it. Only ever because they pressed something that says so. */
export async function askForNotices(): Promise<void> {
  const granted = noticesNow() === 'yes' || (await Notification.requestPermission()) === 'granted'
  preferences.change({ offerNotices: granted })
}

/** Says it outside the page. What it answers takes it back. */
export function notice(title: string, { body, tag }: { body: string; tag: string }): () => void {
  try {
    const shown = new Notification(title, { body, tag, requireInteraction: true })
    shown.addEventListener('click', () => {
      window.focus()
      shown.close()
    })
    return () => shown.close()
  } catch {
    // Some browsers have them only for pages that are installed.
    return () => {}
  }
}

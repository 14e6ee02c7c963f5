/** Two soft notes, a fifth apart: frequency in Hz, beginning in s. */
const NOTES = [
  [659.25, 0],
  [987.77, 0.14],
] as const
const LENGTH = 0.55
const LOUDNESS = 0.12

let context: AudioContext | undefined

/** Browsers let a page sound only after somebody has used it: from then on it may. */
function unlock(): void {
  context ??= new AudioContext()
  void context.resume().then(() => context?.suspend())
}

/** Gets ready to sound at the first key or press. What it answers calls it off. */
export function prepareChime(): () => void {
  const types = ['pointerdown', 'keydown'] as const
  const first = (): void => {
    stop()
    unlock()
  }
  const stop = (): void => types.forEach((type) => removeEventListener(type, first, true))
  types.forEach((type) => addEventListener(type, first, true))
  return stop
}

/** Sounds once; silent where the browser does not let the page sound yet. */
export async function chime(): Promise<void> {
  const audio = context
  if (!audio) return
  await audio.resume()
  const now = audio.currentTime
  for (const [pitch, after] of NOTES) {
    const tone = new OscillatorNode(audio, { frequency: pitch })
    const volume = new GainNode(audio, { gain: 0 })
    volume.gain.setValueAtTime(0, now + after)
    volume.gain.linearRampToValueAtTime(LOUDNESS, now + after + 0.015)
    volume.gain.exponentialRampToValueAtTime(0.0001, now + after + LENGTH)
    tone.connect(volume).connect(audio.destination)
    tone.start(now + after)
    tone.stop(now + after + LENGTH)
    // Nothing is held open that does not sound.
    tone.addEventListener('ended', () => after > 0 && void audio.suspend())
  }
}

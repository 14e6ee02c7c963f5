/** The middle, and what one of a hundred exceeds. */
export function percentiles(times: Iterable<number>): { p50: number; p99: number } {
  const sorted = Float64Array.from(times).sort()
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}

import { Problem } from '../../api/problem.ts'

export interface StoredFile {
  id: string
  name: string | null
  mime: string
  bytes: number
}

export const fileUrl = (id: string): string => `/api/files/${encodeURIComponent(id)}`

/** XMLHttpRequest, because only it tells how far an upload has come. `onProgress` gets 0 … 1. */
export function upload(file: File, onProgress: (part: number) => void, signal: AbortSignal): Promise<StoredFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/files')
    request.responseType = 'json'
    request.upload.addEventListener('progress', (event) => event.lengthComputable && onProgress(event.loaded / event.total))
    request.addEventListener('load', () => {
      const answer = (request.response ?? {}) as Record<string, unknown>
      if (request.status === 201) resolve(answer as unknown as StoredFile)
      else reject(new Problem(typeof answer['code'] === 'string' ? answer['code'] : `http-${request.status}`, request.status, answer))
    })
    request.addEventListener('error', () => reject(new Problem('no-answer', 0)))
    signal.addEventListener('abort', () => request.abort())
    const form = new FormData()
    form.append('file', file)
    request.send(form)
  })
}

import { send } from '../../api/client.ts'

const post = (path: string, data: object): Promise<Response> =>
  send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(data) })

/** better-auth's own routes, which are not part of the typed client. */
export const auth = {
  signIn: (email: string, password: string) => post('/api/auth/sign-in/email', { email, password }),
  /** Ends all other sessions. */
  changePassword: (currentPassword: string, newPassword: string) =>
    post('/api/auth/change-password', { currentPassword, newPassword, revokeOtherSessions: true }),
  signOut: () => post('/api/auth/sign-out', {}),
}

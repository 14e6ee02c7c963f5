/** Room in memory for the bytes of files under way, shared by all who hold some: together they never hold more than there is. */
export interface Memory {
  /**
   * Waits in line for so many bytes, and returns what gives them back. What is larger than all there is waits until nobody holds
   * any, and goes alone. Whoever holds some must not wait for more.
   */
  acquire(bytes: number): Promise<() => void>
}

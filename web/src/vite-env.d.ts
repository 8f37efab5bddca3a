/// <reference types="vite/client" />

declare module '*?deflate' {
  const base64: string;
  export default base64;
}

/* What stands between the matrix products of a training step, each in one pass over memory.
 * Numbers are bfloat16 (unsigned short) or float; fast.py compiles this file and calls it. */
#include <math.h>
#include <stdint.h>
#include <string.h>

typedef uint16_t half;

static inline float up(half x) {
  uint32_t u = (uint32_t)x << 16;
  float f;
  memcpy(&f, &u, 4);
  return f;
}

static inline half down(float f) {
  uint32_t u;
  memcpy(&u, &f, 4);
  return (half)((u + 0x7fff + ((u >> 16) & 1)) >> 16);
}

/* y = x / rms(x) * gain; keeps 1 / rms for the way back. */
void norm(const float *x, const float *gain, half *y, float *inverse, int rows, int width) {
  for (int r = 0; r < rows; r++, x += width, y += width) {
    float sum = 0;
    for (int i = 0; i < width; i++) sum += x[i] * x[i];
    float by = 1 / sqrtf(sum / width + 1e-5f);
    inverse[r] = by;
    for (int i = 0; i < width; i++) y[i] = down(x[i] * by * gain[i]);
  }
}

/* Adds to dx what dy gives, and to dgain. */
void norm_back(const float *x, const float *gain, const float *inverse, const half *dy, float *dx, float *dgain,
               int rows, int width) {
  for (int r = 0; r < rows; r++, x += width, dy += width, dx += width) {
    float by = inverse[r], sum = 0;
    for (int i = 0; i < width; i++) {
      float d = up(dy[i]), n = x[i] * by;
      dgain[i] += d * n;
      sum += d * gain[i] * n;
    }
    sum /= width;
    for (int i = 0; i < width; i++) dx[i] += by * (up(dy[i]) * gain[i] - x[i] * by * sum);
  }
}

/* x += y */
void add(float *x, const half *y, int n) {
  for (int i = 0; i < n; i++) x[i] += up(y[i]);
}

void lower(const float *x, half *y, int n) {
  for (int i = 0; i < n; i++) y[i] = down(x[i]);
}

/* [rows, steps, 3, heads, size] → [3, rows, heads, steps, size], queries and keys turned by their place
 * (the pair of dimensions i and i + size / 2), queries multiplied by scale. */
void turn(const half *in, half *out, const float *cosine, const float *sine, float scale, int rows, int steps,
          int heads, int size) {
  int s2 = size / 2;
  for (int b = 0; b < rows; b++)
    for (int t = 0; t < steps; t++)
      for (int k = 0; k < 3; k++)
        for (int h = 0; h < heads; h++) {
          const half *x = in + ((((size_t)b * steps + t) * 3 + k) * heads + h) * size;
          half *y = out + ((((size_t)k * rows + b) * heads + h) * steps + t) * size;
          if (k == 2) {
            memcpy(y, x, size * sizeof(half));
            continue;
          }
          float m = k ? 1 : scale;
          const float *c = cosine + t * s2, *s = sine + t * s2;
          for (int i = 0; i < s2; i++) {
            float a = up(x[i]), e = up(x[i + s2]);
            y[i] = down(m * (a * c[i] - e * s[i]));
            y[i + s2] = down(m * (a * s[i] + e * c[i]));
          }
        }
}

void turn_back(const half *in, half *out, const float *cosine, const float *sine, float scale, int rows, int steps,
               int heads, int size) {
  int s2 = size / 2;
  for (int b = 0; b < rows; b++)
    for (int t = 0; t < steps; t++)
      for (int k = 0; k < 3; k++)
        for (int h = 0; h < heads; h++) {
          half *x = out + ((((size_t)b * steps + t) * 3 + k) * heads + h) * size;
          const half *y = in + ((((size_t)k * rows + b) * heads + h) * steps + t) * size;
          if (k == 2) {
            memcpy(x, y, size * sizeof(half));
            continue;
          }
          float m = k ? 1 : scale;
          const float *c = cosine + t * s2, *s = sine + t * s2;
          for (int i = 0; i < s2; i++) {
            float a = up(y[i]), e = up(y[i + s2]);
            x[i] = down(m * (a * c[i] + e * s[i]));
            x[i + s2] = down(m * (e * c[i] - a * s[i]));
          }
        }
}

/* [rows, heads, steps, size] ↔ [rows, steps, heads, size] */
void swap(const half *in, half *out, int rows, int first, int second, int size) {
  for (int b = 0; b < rows; b++)
    for (int i = 0; i < first; i++)
      for (int j = 0; j < second; j++)
        memcpy(out + (((size_t)b * second + j) * first + i) * size, in + (((size_t)b * first + i) * second + j) * size,
               size * sizeof(half));
}

/* Softmax in place over the keys from first[row, step] to step, 0 elsewhere. */
void softmax(half *x, const int32_t *first, int rows, int heads, int steps) {
  float e[4096];
  for (int b = 0; b < rows; b++)
    for (int h = 0; h < heads; h++)
      for (int t = 0; t < steps; t++, x += steps) {
        int from = first[b * steps + t], to = t + 1;
        float top = -INFINITY, sum = 0;
        for (int i = from; i < to; i++) {
          e[i] = up(x[i]);
          top = e[i] > top ? e[i] : top;
        }
        for (int i = from; i < to; i++) {
          e[i] = expf(e[i] - top);
          sum += e[i];
        }
        float by = 1 / sum;
        memset(x, 0, from * sizeof(half));
        memset(x + to, 0, (steps - to) * sizeof(half));
        for (int i = from; i < to; i++) x[i] = down(e[i] * by);
      }
}

/* d becomes the gradient of what softmax was given; p is what it gave. */
void softmax_back(const half *p, half *d, const int32_t *first, int rows, int heads, int steps) {
  for (int b = 0; b < rows; b++)
    for (int h = 0; h < heads; h++)
      for (int t = 0; t < steps; t++, p += steps, d += steps) {
        int from = first[b * steps + t], to = t + 1;
        float sum = 0;
        for (int i = from; i < to; i++) sum += up(p[i]) * up(d[i]);
        memset(d, 0, from * sizeof(half));
        memset(d + to, 0, (steps - to) * sizeof(half));
        for (int i = from; i < to; i++) d[i] = down(up(p[i]) * (up(d[i]) - sum));
      }
}

/* y = silu(gate) * value, where a row holds its gate, then its value. */
void swiglu(const half *x, half *y, int rows, int width) {
  for (int r = 0; r < rows; r++, x += 2 * width, y += width)
    for (int i = 0; i < width; i++) {
      float g = up(x[i]);
      y[i] = down(g / (1 + expf(-g)) * up(x[i + width]));
    }
}

/* x becomes its gradient. */
void swiglu_back(half *x, const half *dy, int rows, int width) {
  for (int r = 0; r < rows; r++, x += 2 * width, dy += width)
    for (int i = 0; i < width; i++) {
      float g = up(x[i]), v = up(x[i + width]), d = up(dy[i]), s = 1 / (1 + expf(-g));
      x[i] = down(d * v * s * (1 + g * (1 - s)));
      x[i + width] = down(d * g * s);
    }
}

/* Logits become their gradient times scale; the loss in nats is given back. Targets below 0 count nothing. */
double cross_entropy(half *x, const int32_t *target, float scale, int rows, int classes) {
  double loss = 0;
  float e[8192];
  for (int r = 0; r < rows; r++, x += classes) {
    if (target[r] < 0) {
      memset(x, 0, classes * sizeof(half));
      continue;
    }
    float top = -INFINITY, sum = 0;
    for (int i = 0; i < classes; i++) {
      e[i] = up(x[i]);
      top = e[i] > top ? e[i] : top;
    }
    float own = e[target[r]];
    for (int i = 0; i < classes; i++) {
      e[i] = expf(e[i] - top);
      sum += e[i];
    }
    loss += logf(sum) + top - own;
    float by = scale / sum;
    for (int i = 0; i < classes; i++) x[i] = down(e[i] * by);
    x[target[r]] = down(e[target[r]] * by - scale);
  }
  return loss;
}

/* Rows of the gradient of a table, summed. */
void scatter(float *table, const int32_t *token, const float *d, int rows, int width) {
  for (int r = 0; r < rows; r++)
    for (int i = 0; i < width; i++) table[(size_t)token[r] * width + i] += d[(size_t)r * width + i];
}

using Fluid;
using Fluid.Values;

namespace Learn.Course;

/// <summary>
/// Liquid's <c>divided_by</c>, which divides without a remainder if the divisor is a whole number. Here a fraction in either operand suffices for a fraction: what is
/// divided by is drawn, and <c>{{ 100.0 | divided_by: pods }}</c> must not depend on that.
/// </summary>
internal static class DecimalDivision
{
    /// <summary>The filter.</summary>
    /// <exception cref="CourseException">The divisor is 0 or no number.</exception>
    public static ValueTask<FluidValue> Divide(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        decimal dividend = input.ToNumberValue(), divisor = arguments.At(0).ToNumberValue();
        if (divisor == 0)
        {
            throw new CourseException($"{dividend} | divided_by: {arguments.At(0).ToStringValue()}: nothing can be divided by that.");
        }

        decimal quotient = dividend / divisor;
        return ValueTask.FromResult<FluidValue>(NumberValue.Create(dividend.Scale == 0 && divisor.Scale == 0 ? Math.Floor(quotient) : quotient));
    }
}

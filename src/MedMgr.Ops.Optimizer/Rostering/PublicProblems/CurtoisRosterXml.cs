using System.Globalization;
using System.Xml.Linq;

namespace MedMgr.Ops.Optimizer.Rostering.PublicProblems;

/// <summary>A solution as XML, the form in which the benchmark's site offers the best known ones: an Assign for each shift of each member of staff.</summary>
/// <remarks>Source: the Roster element of schedulingbenchmarks.org; day 0 is the first day of the horizon.</remarks>
public static class CurtoisRosterXml
{
    /// <param name="instance">Name of the instance's own file, as RosterViewer would look for it beside this one: "Instance1.ros".</param>
    public static XDocument Write(RosterProblem problem, Roster roster, string instance)
    {
        var root = new XElement("Roster", new XElement("SchedulingPeriodFile", instance));
        for (var staff = 0; staff < roster.StaffCount; staff++)
        {
            var employee = new XElement("Employee", new XAttribute("ID", problem.Staff[staff].Id));
            for (var day = 0; day < roster.Days; day++)
            {
                if (roster[staff, day] != Roster.Off)
                {
                    employee.Add(new XElement("Assign", new XElement("Day", day.ToString(CultureInfo.InvariantCulture)), new XElement("Shift", problem.Shifts[roster[staff, day]].Id)));
                }
            }

            root.Add(employee);
        }

        return new XDocument(root);
    }
}
